class Account:
    def __init__(self): self.balance = 5
    def withdraw(self, n): self.balance -= n
a = Account()
a.withdraw(1)
print(a.balance)
a.withdrow(1)
