class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.need, self.have = need, have
class Account:
    interest = 0.02
    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.history = owner, balance, []
    def deposit(self, amount):
        if amount <= 0: raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))
    def withdraw(self, amount):
        if amount > self.balance: raise InsufficientFunds(amount, self.balance)
        self.balance -= amount
        self.history.append(("withdraw", amount))
    def __str__(self): return f"{self.owner}: {self.balance:.2f}"
class Savings(Account):
    interest = 0.05
    def add_interest(self):
        self.deposit(self.balance * self.interest)
accts = [Account("ann", 100), Savings("bob", 200)]
for a in accts:
    for op, amt in [("deposit", 50), ("withdraw", 500), ("deposit", -1), ("withdraw", 30)]:
        try:
            getattr(a, op)(amt)
        except InsufficientFunds as e:
            print(f"{a.owner}: {e} (short {e.need - e.have})")
        except ValueError as e:
            print(f"{a.owner}: {e}")
    if isinstance(a, Savings): a.add_interest()
    print(a, a.history)
print(sum(a.balance for a in accts))
