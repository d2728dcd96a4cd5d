/// Modules that people import and that are not here: what to do without them.
public enum AbsentModules {
  /// Names beside the advice that goes for all of them.
  public static let advice: [(names: [String], hint: String)] = [
    (
      [
        "csv", "dbm", "fileinput", "glob", "gzip", "marshal", "pickle", "shelve", "shutil", "sqlite3",
        "tarfile", "tempfile", "zipfile",
      ],
      "open() and pathlib reach the files of the folder a session was started with; json keeps data as text"
    ),
    (
      [
        "ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl", "urllib", "wget",
      ],
      "a session computes and prints, and reaches no network; write the data into the program"
    ),
    (
      ["concurrent", "multiprocessing", "sched", "signal", "subprocess", "threading"],
      "a session runs one program on one thread; call the functions one after the other"
    ),
    (["asyncio", "selectors", "asyncore"], "asynchronous code is outside this language; call the functions plainly"),
    (["zoneinfo"], "datetime knows days, weekdays and fixed zones"),
    (["decimal", "fractions"], "whole numbers have no largest one: keep a numerator and a denominator"),
    (["queue"], "collections.deque is a queue; heapq keeps the smallest first"),
    (["logging", "pprint"], "print what is to be seen; the notebook shows containers over several lines"),
    (["unittest", "pytest", "doctest"], "write assert statements, or cells whose output is recorded"),
    (["argparse", "getopt", "optparse", "configparser"], "assign the values at the top of the program"),
    (["inspect", "dis", "ast", "symtable"], "help(f), dir(x) and vars(x) tell what there is"),
    (["tracemalloc"], "memory is given back as soon as nothing refers to it"),
    (["importlib", "pkgutil", "runpy"], "a lesson is one file; import what is named in docs/language.md"),
    (["secrets", "uuid", "hashlib"], "random draws numbers; none that keep a secret"),
    (["turtle", "tkinter", "curses"], "print text instead of drawing"),
    (
      ["seaborn", "plotly", "graphviz", "torchviz", "bokeh"],
      "matplotlib.pyplot draws here"
    ),
    (["pandas", "polars"], "keep the columns as lists, dicts or tensors"),
    (["scipy", "sklearn", "jax", "tensorflow", "keras", "sympy", "autograd"], "torch and numpy are here"),
    (["torchvision", "torchaudio", "torchtext", "transformers"], "build the tensors in the program, or draw them"),
    (["IPython", "ipywidgets", "watermark"], "the last expression of a cell is shown by itself"),
  ]

  private static let hints: [String: String] = Dictionary(
    advice.flatMap { row in row.names.map { ($0, row.hint) } }, uniquingKeysWith: { first, _ in first })

  /// What to do without a module, by the first part of its name; nil where the name says nothing to us.
  static func hint(for name: String) -> String? {
    let first = name.prefix { $0 != "." }
    if let hint = hints[String(first)] { return "'\(first)' is not part of Argent: \(hint)" }
    return standard.contains(String(first)) ? "'\(first)' is a module of Python's that is not part of Argent" : nil
  }

  /// The names of the standard library of Python 3.11, private ones left out.
  private static let standard: Set<String> = Set(
    """
    abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect \
    builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall \
    concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm \
    decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput \
    fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http \
    idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale \
    logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder multiprocessing netrc nis nntplib numbers \
    opcode operator optparse os pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix \
    posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource \
    rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver \
    sqlite3 ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny \
    tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace \
    traceback tracemalloc tty turtle types typing unicodedata unittest urllib uuid venv warnings wave weakref \
    webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
    """.split(separator: " ").map(String.init))
}
