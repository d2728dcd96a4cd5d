import Autograd
import NDArray
import Ops

/// What a program can change in the library besides its own objects.
public enum LibraryState {
  /// The generators that draw when none is named.
  public static var roots: [AnyObject] { [Generators.standard, NumpyGenerator.standard] }

  /// The settings as they stand, to be put back by calling what is given.
  public static func remember() -> () -> Void {
    let generator = Generators.standard
    let isRecording = GradMode.isEnabled
    let isInference = GradMode.isInference
    let findsAnomalies = AnomalyMode.isEnabled
    let checksNaN = AnomalyMode.checksNaN
    let dtype = DefaultDType.current
    let printing = TensorPrinting.options
    let arrayPrinting = NumpyPrinting.current
    let arithmeticFaults = NumpyErrorState.answers
    let said = Warnings.said
    let saidOfTensors = TensorWarnings.said
    let isProfiling = Profiler.isRunning
    return {
      if !isProfiling { Profiler.stop() }
      Generators.standard = generator
      GradMode.isEnabled = isRecording
      GradMode.isInference = isInference
      AnomalyMode.isEnabled = findsAnomalies
      AnomalyMode.checksNaN = checksNaN
      DefaultDType.current = dtype
      TensorPrinting.options = printing
      NumpyPrinting.current = arrayPrinting
      NumpyErrorState.answers = arithmeticFaults
      Warnings.said = said
      TensorWarnings.said = saidOfTensors
    }
  }
}
