import sys
try: name = input("your name? ")
except EOFError as e: print("\nEOFError", e)
try: input()
except EOFError as e: print(type(e).__name__)
try: input(1, 2)
except TypeError as e: print(e)
input = lambda prompt="": "typed"
print(input("now it is mine: "))
