import Diagnostics
import Glibc
import Machine
import Testing

extension MachineTests {
  @Suite struct Limits {
    /// What a program prints, and the line it ends with if that is an error.
    private func ending(of program: String, _ prepare: (Machine) -> Void) -> String {
      let machine = Machine()
      machine.activate()
      prepare(machine)
      var text = ""
      machine.standardOutput = { text += $0 }
      do {
        _ = try machine.run(Source(name: "test", text: program), globals: Machine.newGlobals(), wantsResult: false)
      } catch let error as PythonError {
        text += machine.headline(of: error.exception)
      } catch { text += "\(error)" }
      return text
    }

    @Test(arguments: [
      "while True: pass",
      "try:\n  while True: pass\nexcept BaseException: print('caught')",
      "while True:\n  try: sum(range(10 ** 12))\n  except: print('caught')",
      "class C:\n  def __enter__(self): pass\n  def __exit__(self, *a): return True\nwith C():\n  while True: pass",
      "import re\nre.match('(a*)*b', 'a' * 60)",
      "7 ** 30000000",
    ]) func timeIsUp(_ program: String) {
      #expect(
        ending(of: program) { $0.secondsLimit = 0.1 }
          == "TimeoutError: ran longer than 0.1 seconds, the limit of --max-seconds")
    }

    @Test func finallyRunsWhenTimeIsUp() {
      let program = "try:\n  while True: pass\nfinally: print('let go')"
      #expect(ending(of: program) { $0.secondsLimit = 0.1 }.hasPrefix("let go\nTimeoutError"))
    }

    @Test(arguments: [
      "x = 'a' * 10 ** 12", "x = [0] * 10 ** 12", "x = 2 ** 10 ** 11", "x = bytes(10 ** 12)",
      "x = f'{1:1000000000000}'",
    ]) func whatCannotFitIsRefused(_ program: String) {
      #expect(ending(of: program) { _ in }.hasPrefix("MemoryError"))
    }

    @Test func filesAreClosed() {
      #expect(
        ending(of: "open('x')") { _ in }
          == "PermissionError: open() is closed: a session computes and prints, and reaches no files unless it was "
          + "started with --allow-files FOLDER")
      let program = "import os\nprint(os.getenv('HOME'), 'HOME' in os.environ)\nos.environ['HOME']"
      #expect(ending(of: program) { _ in }.hasPrefix("None False\nPermissionError: os.environ is closed"))
    }

    @Test func filesOfAFolderAreOpen() throws {
      var template = Array("/tmp/limits-XXXXXX".utf8CString)
      let made = try #require(mkdtemp(&template))
      let folder = String(cString: made)
      symlink("/etc/passwd", folder + "/link")
      defer {
        for name in ["link", "a.txt"] { unlink(folder + "/" + name) }
        rmdir(folder)
      }
      func ending(_ program: String) -> String {
        self.ending(of: program) { $0.files = FileAccess(folder: folder) }
      }
      let path = "'\(folder)/a.txt'"
      #expect(ending("with open(\(path), 'w') as f: print('hi', file=f)\nprint(open(\(path)).read())") == "hi\n\n")
      for outside in ["'/etc/passwd'", "'\(folder)/link'", "'\(folder)/../x'"] {
        #expect(ending("open(\(outside))").contains("is outside of"), "\(outside)")
      }
      #expect(ending("open('\(folder)/nothing')").hasPrefix("FileNotFoundError: [Errno 2] No such file or directory"))
    }
  }
}
