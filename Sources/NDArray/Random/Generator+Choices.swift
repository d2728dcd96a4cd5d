internal import CKernels

/// Drawing categories by their weights: `multinomial`.
extension Generator {
  /// Fills with category numbers, one row of `samples` for each row of `categories` weights.
  ///
  /// The weights are finite and not negative, with a positive sum in each row, and without replacement there are at
  /// least as many categories as samples: the caller has said so to the person who is to blame otherwise.
  public func multinomial<T: BinaryFloatingPoint>(
    into buffer: UnsafeMutableBufferPointer<Int64>, weights: UnsafeBufferPointer<T>, categories: Int, samples: Int,
    replacement: Bool
  ) {
    guard categories > 0, samples > 0 else { return }
    let rows = min(weights.count / categories, buffer.count / samples)
    if replacement && samples > 1 {
      for row in 0..<rows {
        drawWithReplacement(
          into: UnsafeMutableBufferPointer(rebasing: buffer[row * samples..<(row + 1) * samples]),
          weights: UnsafeBufferPointer(rebasing: weights[row * categories..<(row + 1) * categories]))
      }
    } else {
      race(into: buffer, weights: weights, rows: rows, categories: categories, samples: min(samples, categories))
    }
  }

  private func drawWithReplacement<T: BinaryFloatingPoint>(
    into samples: UnsafeMutableBufferPointer<Int64>, weights: UnsafeBufferPointer<T>
  ) {
    var sum: T = 0
    var reached = weights.map { weight -> T in
      sum += weight
      return sum
    }
    for index in reached.indices { reached[index] /= sum }
    reached[reached.count - 1] = 1
    for index in samples.indices {
      let unit = mt_unit(&engine)
      var low = 0
      var high = reached.count
      while low < high {
        let middle = low + (high - low) / 2
        if Double(reached[middle]) < unit { low = middle + 1 } else { high = middle }
      }
      samples[index] = Int64(low)
    }
  }

  /// Every category gets an exponential waiting time; those with the highest weight per time win.
  private func race<T: BinaryFloatingPoint>(
    into buffer: UnsafeMutableBufferPointer<Int64>, weights: UnsafeBufferPointer<T>, rows: Int, categories: Int,
    samples: Int
  ) {
    var speed = [T](repeating: 0, count: rows * categories)
    speed.withUnsafeMutableBufferPointer { times in
      exponential(into: times)
      for index in times.indices { times[index] = weights[index] / times[index] }
    }
    for row in 0..<rows {
      let start = row * categories
      if samples == 1 {
        let best = (0..<categories).max { speed[start + $0] < speed[start + $1] } ?? 0
        buffer[row] = Int64(best)
      } else {
        let order = (0..<categories).sorted { speed[start + $0] > speed[start + $1] }
        for index in 0..<samples { buffer[row * samples + index] = Int64(order[index]) }
      }
    }
  }
}
