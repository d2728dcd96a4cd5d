import heapq, bisect
h = [5,1,8,3,2,9,0]; heapq.heapify(h); print(h); heapq.heappush(h, 4); print(h, heapq.heappop(h), h, heapq.heapreplace(h, 7), h, heapq.heappushpop(h, -1), heapq.nlargest(3, h), heapq.nsmallest(2, ['bb','a','ccc'], key=len), list(heapq.merge([1,4],[2,3],[0])))
try: heapq.heappop([])
except IndexError as e: print(e)
a = [1,3,3,5]; print(bisect.bisect(a,3), bisect.bisect_left(a,3), bisect.bisect_right(a,9)); bisect.insort(a,4); print(a, bisect.bisect_left([{'v':1},{'v':5}], 3, key=lambda d: d['v']))
