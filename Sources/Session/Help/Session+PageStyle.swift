import Machine

/// How pages of help are shown, for front ends, which know no machine.
public struct HelpStyle {
  /// What a stretch of a page is.
  public enum Role { case title, kind, label, code }

  public let width: Int
  public let styled: (String, Role) -> String

  public init(width: Int, styled: @escaping (String, Role) -> String) {
    self.width = width
    self.styled = styled
  }
}

extension Session {
  /// Has pages of help shown in a style, which is asked for each.
  public func showHelp(in style: @escaping () -> HelpStyle) {
    machine.pageStyle = {
      let style = style()
      return PageStyle(width: style.width) { text, role in
        switch role {
        case .title: style.styled(text, .title)
        case .kind: style.styled(text, .kind)
        case .label: style.styled(text, .label)
        case .code: style.styled(text, .code)
        }
      }
    }
  }
}
