import sys
def main():
    print("working")
    sys.exit("something went wrong")
main()
