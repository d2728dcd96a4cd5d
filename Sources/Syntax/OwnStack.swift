import Glibc

/// A stack of its own for work that may recurse deep.
///
/// The finder of faults needs some 40 KB for each bracket around a fault, and whoever asks for a parse may be deep in a
/// program's own calls. The pages are only taken when they are touched.
enum OwnStack {
  static let size = 256 << 20

  private final class Job {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }
  }

  /// Runs `work` on another stack and waits for it; on this one if there is no room for another.
  static func run<Value>(_ work: () -> Value) -> Value {
    var value: Value?
    withoutActuallyEscaping(work) { work in
      let job = Job { value = work() }
      let pointer = Unmanaged.passRetained(job)
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      pthread_attr_setstacksize(&attributes, size)
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { pointer in
          if let pointer { Unmanaged<Job>.fromOpaque(pointer).takeUnretainedValue().work() }
          return nil
        }, pointer.toOpaque())
      pthread_attr_destroy(&attributes)
      if status == 0 { pthread_join(thread, nil) }
      pointer.release()
    }
    return value ?? work()
  }
}
