internal import Glibc
internal import LineEditor
internal import Notebook
internal import Session

/// A performance at the prompt: keys go to it, and what it types, runs and says to the screen.
final class PlayStage {
  static let keys = """
    Enter types a cell and Enter runs it, Space does both; b goes back, s skips, g and a number goes to a cell; p or \
    Ctrl-Z gives the prompt to you until %continue; q or Ctrl-D leaves.
    """

  /// What the presenter asked for.
  private enum Wish { case run, back, skip, go(Int), takeOver, leave }

  private let performance: Performance
  private let editor: LineEditor
  private let notes: NotesScreen?
  private let screen: PromptScreen
  private let face: SessionFace
  /// The prompt that is handed over, and the hints it gives.
  private let prompt: Prompt
  private let hint: ((String, Int, Int) -> StyledText?)?

  /// The place whose scene was introduced.
  private var introduced: Int?

  // What is being typed.
  private var rest: [Unicode.Scalar] = []
  private var previous: Unicode.Scalar?
  private var pace = Pace()
  private var isTyping = false
  private var runsWhenTyped = false
  private var wish: Wish?
  /// The digits behind `g`.
  private var number: String?

  init(_ performance: Performance, editor: LineEditor, notes: NotesScreen?) {
    self.performance = performance
    self.editor = editor
    self.notes = notes
    screen = PromptScreen(isColoured: editor.isColoured)
    face = SessionFace(performance.session)
    prompt = Prompt(face, editor: editor)
    hint = editor.hint
  }

  func play(title: String) {
    screen.putLine(StyledText(title, Style("1")))
    say(PlayStage.keys)
    while !performance.session.isOver, act() {}
  }

  /// One cell, or the end. False when the presenter leaves.
  private func act() -> Bool {
    performance.arrive()
    let scene = performance.scene
    if let scene, scene.isHidden {
      _ = performance.perform { _ in }
      return true
    }
    if introduced != performance.place { introduce(scene) }
    read(scene)
    switch wish {
    case .run:
      guard let scene else { return false }
      perform(scene)
    case .back: moved(performance.back())
    case .skip: performance.skip()
    case .go(let number): moved(performance.go(to: number))
    case .takeOver: return takeOver()
    case .leave, nil: return false
    }
    return true
  }

  private func say(_ line: String) {
    put(line, .dim)
    screen.separate()
  }

  private func put(_ text: String, _ style: Style) {
    for line in TextWrap.lines(text, width: screen.width) { screen.putLine(StyledText(line, style)) }
  }

  private func moved(_ problem: String?) {
    if let problem { say(problem) } else { introduced = nil }
  }

  /// What is said before a scene, once each time it comes.
  private func introduce(_ scene: Performance.Scene?) {
    introduced = performance.place
    if scene?.clearsScreen == true { screen.clear() }
    speak(scene?.spoken ?? performance.closing)
    notes?.show(performance)
    guard scene == nil else { return }
    if performance.score.asked > 0 { say("\(performance.score.right) of \(performance.score.asked) predicted.") }
    say("The end: b goes back, p gives you the prompt, q leaves.")
  }

  private func speak(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    for line in lines { put(line, .dim) }
    screen.separate()
  }

  // MARK: Typing

  private func read(_ scene: Performance.Scene?) {
    rest = scene.map { Array($0.code.unicodeScalars) } ?? []
    previous = nil
    pace = performance.pace
    (wish, number) = (nil, nil)
    isTyping = scene.map { !$0.waits } ?? false
    runsWhenTyped = isTyping
    editor.performer = Performer(next: { [unowned self] _ in next() }, press: { [unowned self] in press($0) })
    editor.hint = { [unowned self] _, _, _ in number.map { StyledText("go to In [\($0)", .dim) } }
    defer { (editor.performer, editor.hint) = (nil, nil) }
    let reading = editor.read(Prompt.text(cell: face.nextCell))
    if case .end = reading { wish = .leave }
  }

  private func next() -> Performer.Step {
    typed = ""
    switch wish {
    case .run: return .enter
    case nil: break
    default: return .leave
    }
    guard isTyping else { return .wait(nil) }
    guard let scalar = rest.first else {
      isTyping = false
      if runsWhenTyped { wish = .run }
      return .wait(runsWhenTyped ? 300 : nil)
    }
    let delay = pace.delay(before: scalar, after: previous)
    var text = String(scalar)
    rest.removeFirst()
    previous = scalar
    // The blanks at the start of a row come with it.
    while scalar == "\n" || scalar == " ", rest.first == " " { text.unicodeScalars.append(rest.removeFirst()) }
    typed = text
    return .type(text, after: Int(delay * 1000))
  }

  /// What was given to be typed last; a key that comes before it puts it back.
  private var typed = ""

  private func press(_ key: Unicode.Scalar) {
    if isTyping, !typed.isEmpty { rest = Array(typed.unicodeScalars) + rest }
    typed = ""
    if let digits = number { return pressInNumber(key, digits) }
    switch key {
    case "\r", "\n": if performance.scene != nil { enter() }
    case " " where performance.scene != nil:
      runsWhenTyped = true
      if rest.isEmpty, !isTyping { wish = .run } else { isTyping = true }
    case "b": wish = .back
    case "s": wish = .skip
    case "g": number = ""
    case "p", "\u{1A}": wish = .takeOver
    case "q", "\u{4}": wish = .leave
    default: break
    }
  }

  private func enter() {
    if isTyping {
      // The rest at once.
      pace = Pace(speed: 1e6)
    } else if rest.isEmpty {
      wish = .run
    } else {
      isTyping = true
    }
  }

  private func pressInNumber(_ key: Unicode.Scalar, _ digits: String) {
    switch key {
    case "0"..."9" where digits.utf8.count < 6: number = digits + String(key)
    case "\u{7F}", "\u{8}": number = digits.isEmpty ? nil : String(digits.dropLast())
    case "\r", "\n":
      number = nil
      if let target = Int(digits) { wish = .go(target) }
    case "0"..."9": break
    default: number = nil
    }
  }

  // MARK: Running

  private func perform(_ scene: Performance.Scene) {
    let answer = scene.question.map(ask)
    performance.session.forgetInterrupts()
    let events = performance.perform { [screen] event in screen.show(SessionFace.shown(event)) }
    if let answer, let grade = performance.graded(answer, events) { put(grade, PlayStage.grade) }
    screen.separate()
    if !scene.waits, scene.pause > 0 { usleep(UInt32(min(scene.pause, 3_600) * 1e6)) }
  }

  private static let grade = Style("33")

  /// Waits for the audience's number; nothing is "we would rather see".
  private func ask(_ question: String) -> String {
    put(question, PlayStage.grade)
    let prompt = LineEditor.Prompt(
      first: StyledText([.init("  your number:", PlayStage.grade), .init(" ")]), continuation: StyledText(""))
    while true {
      guard case .cell(let text) = editor.readAnswer(prompt) else { return "" }
      if text.allSatisfy(\.isWhitespace) || Performance.isAnswer(text) { return text }
      screen.putLine(StyledText("That is no number; type one, or several with commas, or nothing.", .dim))
    }
  }

  /// The presenter's own cells, in the session of the lesson.
  ///
  /// - Returns: Whether the lesson goes on.
  private func takeOver() -> Bool {
    say("The prompt is yours, with the lesson's variables; %continue takes up again.")
    editor.hint = hint
    return prompt.run(until: "%continue")
  }
}
