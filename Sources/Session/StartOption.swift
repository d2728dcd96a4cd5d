import Machine

/// An option of the program that opens or limits a session, as the machine declares it.
public struct StartOption: Sendable {
  /// Without its dashes: `allow-files`.
  public let name: String
  public let valueName: String
  /// One sentence, for help.
  public let summary: String

  private init(_ permission: Permission) {
    name = permission.name
    valueName = permission.valueName
    summary = permission.summary
  }

  public static let files = StartOption(.files)
  public static let seconds = StartOption(.seconds)
  public static let memory = StartOption(.memory)
}

/// What a session was started with.
public struct StartOptions: Sendable {
  /// The folder whose files programs may touch.
  public var folder: String?
  public var seconds: Double?
  /// In bytes.
  public var memory: Int?

  public init(folder: String? = nil, seconds: Double? = nil, memory: Int? = nil) {
    self.folder = folder
    self.seconds = seconds
    self.memory = memory
  }
}
