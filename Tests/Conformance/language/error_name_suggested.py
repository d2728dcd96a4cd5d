total_price = 10
def pay():
    total_cost = 5
    return total_price + totl_cost
print(total_price)
pay()
