# Objects: attributes read and written by methods.
import time


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        self.balance = self.balance + amount

    def interest(self, rate):
        return self.balance * rate


def work(n):
    account = Account(100.0)
    total = 0.0
    for i in range(n):
        account.deposit(1.0)
        total += account.interest(0.01)
    return total


start = time.perf_counter()
value = work(500000)
print(f"{time.perf_counter() - start:.4e} s, {value:.1f}")
