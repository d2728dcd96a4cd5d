class LibraryError(Exception): pass
class NotAvailable(LibraryError): pass
class Book:
    def __init__(self, title, author, year, copies=1): self.title, self.author, self.year, self.copies = title, author, year, copies
    def __repr__(self): return f"<{self.title} ({self.year}) x{self.copies}>"
    def __eq__(self, other): return isinstance(other, Book) and self.title == other.title
    def __hash__(self): return hash(self.title)
class Member:
    limit = 2
    def __init__(self, name): self.name, self.loans = name, []
class Student(Member):
    limit = 3
    def __init__(self, name, school):
        super().__init__(name)
        self.school = school
class Library:
    def __init__(self): self.shelf, self.members, self.log = {}, {}, []
    def __iadd__(self, item):
        if isinstance(item, Book):
            if item.title in self.shelf: self.shelf[item.title].copies += item.copies
            else: self.shelf[item.title] = item
        elif isinstance(item, Member): self.members[item.name] = item
        else: return NotImplemented
        return self
    def __getitem__(self, title):
        try: return self.shelf[title]
        except KeyError: raise LibraryError(f"no book called {title!r}") from None
    def __contains__(self, title): return title in self.shelf
    def __len__(self): return sum(b.copies for b in self.shelf.values())
    def __iter__(self): return iter(sorted(self.shelf.values(), key=lambda b: (b.author, b.year)))
    def lend(self, title, name):
        book, member = self[title], self.members[name]
        if not book.copies: raise NotAvailable(f"{title} is lent out")
        if len(member.loans) >= member.limit: raise LibraryError(f"{name} has {len(member.loans)} books already")
        book.copies -= 1
        member.loans.append(book)
        self.log.append(("lend", title, name))
    def give_back(self, title, name):
        loans = self.members[name].loans
        book = next((b for b in loans if b.title == title), None)
        if book is None: raise LibraryError(f"{name} does not have {title}")
        loans.remove(book)
        book.copies += 1
        self.log.append(("back", title, name))
lib = Library()
for row in "Dune|Herbert|1965|2;Emma|Austen|1815|1;Solaris|Lem|1961|1;Persuasion|Austen|1817|1".split(";"):
    title, author, year, copies = row.split("|")
    lib += Book(title, author, int(year), int(copies))
lib += Book("Dune", "Herbert", 1965)
lib += Student("Ann", "MIT")
lib += Member("Bob")
print(len(lib), "Emma" in lib, "Ulysses" in lib, list(lib))
actions = [("lend", "Dune", "Ann"), ("lend", "Emma", "Bob"), ("lend", "Emma", "Ann"), ("lend", "Solaris", "Bob"), ("lend", "Dune", "Bob"), ("give_back", "Dune", "Bob"), ("give_back", "Emma", "Bob"), ("lend", "Emma", "Ann"), ("lend", "Ulysses", "Ann"), ("lend", "Dune", "Zed")]
for what, *args in actions:
    try: getattr(lib, what)(*args)
    except NotAvailable as e: print("not available:", e)
    except LibraryError as e: print("refused:", e)
    except KeyError as e: print("who is", e.args[0])
    else: print(what, *args)
print(len(lib), {m.name: [b.title for b in m.loans] for m in lib.members.values()}, len(lib.log))
try: lib += 5
except TypeError as e: print(e)
by_author = {}
for book in lib: by_author.setdefault(book.author, []).append(f"{book.title}, {book.year}")
for author, books in by_author.items(): print(f"{author:.<12}{'; '.join(books)}")
