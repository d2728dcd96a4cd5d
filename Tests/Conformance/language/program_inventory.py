items = [{"name": "bolt", "qty": 10, "price": 0.25}, {"name": "nut", "qty": 0, "price": 0.1}, {"name": "gear", "qty": 3, "price": 12.5}]
by_name = {i["name"]: i for i in items}
print([i["name"] for i in items if i["qty"]], sum(i["qty"] * i["price"] for i in items))
print(sorted(items, key=lambda i: i["price"], reverse=True)[0]["name"], by_name["gear"])
by_name["bolt"]["qty"] -= 4
print(items[0], items[0] is by_name["bolt"])
try:
    by_name["cog"]["qty"]
except KeyError as e:
    print("missing", e)
print("%-6s|%5s|%8s" % ("name", "qty", "value"))
for i in items: print("%-6s|%5d|%8.2f" % (i["name"], i["qty"], i["qty"] * i["price"]))
print(*(f"{k}={v!r}" for k, v in items[2].items()), sep="; ")
