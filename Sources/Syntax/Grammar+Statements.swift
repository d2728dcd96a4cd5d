extension Grammar {
  static let statementRules = """
    Program = Statement* END
    Single = Expressions NEWLINE* END
    Field = StarExpressions
    Statements = Statement+
    Statement = Compound | SimpleLine
    SimpleLine = Simple !';' NEWLINE | ';'.Simple+ ';'? NEWLINE

    Simple = Assignment | StarExpressions | &'return' Return | &('import' | 'from') Import | &'raise' Raise
    | 'pass' | &'del' Del | &'yield' Yield | &'assert' Assert | 'break' | 'continue' | &'global' Global
    | &'nonlocal' Nonlocal
    Compound = &('def' | '@' | 'async') FunctionStatement | &'if' If | &('class' | '@') ClassStatement
    | &('with' | 'async') With | &('for' | 'async') For | &'try' Try | &'while' While | Match

    Assignment = NAME ':' Expression ('=' Right)?
    | ('(' SingleTarget ')' | PlaceTarget) ':' Expression ('=' Right)?
    | (StarTargets '=')+ Right !'='
    | SingleTarget AugmentedAssign ~ Right
    | WrongAssignment
    Right = YieldExpression | StarExpressions
    AugmentedAssign = '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
    Return = 'return' StarExpressions?
    Raise = 'raise' Expression ('from' Expression)? | 'raise'
    Global = 'global' ','.NAME+
    Nonlocal = 'nonlocal' ','.NAME+
    Del = 'del' DelTargets &(';' | NEWLINE) | WrongDel
    Yield = YieldExpression
    Assert = 'assert' Expression (',' Expression)?
    Import = 'import' ','.ImportedModule+
    | 'from' ('.' | '...')* DottedName 'import' ImportTargets
    | 'from' ('.' | '...')+ 'import' ImportTargets
    ImportTargets = '(' ImportedNames ','? ')' | ImportedNames !',' | '*' | WrongImport
    ImportedNames = ','.ImportedName+
    ImportedName = NAME ('as' NAME)?
    ImportedModule = DottedName ('as' NAME)?
    DottedName = NAME ('.' NAME)*

    Block = NEWLINE INDENT Statements DEDENT | SimpleLine | WrongBlock
    Decorators = ('@' Named NEWLINE)+
    ClassStatement = Decorators Class | Class
    Class = WrongClass | 'class' NAME ('(' Arguments? ')')? ':' Block
    FunctionStatement = Decorators Function | Function
    Function = WrongFunction
    | 'def' NAME &&'(' Parameters? ')' ('->' Expression)? &&':' Block
    | 'async' 'def' NAME &&'(' Parameters? ')' ('->' Expression)? &&':' Block

    If = WrongIf | 'if' Named ':' Block Elif | 'if' Named ':' Block Else?
    Elif = WrongElif | 'elif' Named ':' Block Elif | 'elif' Named ':' Block Else?
    Else = WrongElse | 'else' &&':' Block
    While = WrongWhile | 'while' Named ':' Block Else?
    For = WrongFor
    | 'for' StarTargets 'in' ~ StarExpressions ':' Block Else?
    | 'async' 'for' StarTargets 'in' ~ StarExpressions ':' Block Else?
    | WrongForTarget
    With = WrongWithBlock
    | 'with' '(' ','.WithItem+ ','? ')' ':' Block
    | 'with' ','.WithItem+ ':' Block
    | 'async' 'with' '(' ','.WithItem+ ','? ')' ':' Block
    | 'async' 'with' ','.WithItem+ ':' Block
    | WrongWith
    WithItem = Expression 'as' StarTarget &(',' | ')' | ':') | WrongWithItem | Expression
    Try = WrongTry
    | 'try' &&':' Block Finally
    | 'try' &&':' Block Except+ Else? Finally?
    | 'try' &&':' Block ExceptStar+ Else? Finally?
    Except = WrongExceptBlock | 'except' Expression ('as' NAME)? ':' Block | 'except' ':' Block | WrongExcept
    ExceptStar = WrongExceptStarBlock | 'except' '*' Expression ('as' NAME)? ':' Block | WrongExcept
    Finally = WrongFinally | 'finally' &&':' Block

    """

  static let patternRules = """
    Match = "match" Subject ':' NEWLINE INDENT Case+ DEDENT | WrongMatch
    Subject = StarNamed ',' StarNameds? | Named
    Case = WrongCase | "case" Patterns Guard? ':' Block
    Guard = 'if' Named
    Patterns = OpenSequence | Pattern
    Pattern = AsPattern | OrPattern
    AsPattern = OrPattern 'as' CaptureTarget | WrongAsPattern
    OrPattern = '|'.ClosedPattern+
    ClosedPattern = LiteralPattern | CaptureTarget | "_" | ValuePattern | '(' Pattern ')' | SequencePattern
    | MappingPattern | ClassPattern
    LiteralPattern = SignedNumber !('+' | '-') | ComplexNumber | Strings | 'None' | 'True' | 'False'
    LiteralKey = SignedNumber !('+' | '-') | ComplexNumber | Strings | 'None' | 'True' | 'False'
    SignedNumber = NUMBER | '-' NUMBER
    ComplexNumber = SignedReal '+' ImaginaryNumber | SignedReal '-' ImaginaryNumber
    SignedReal = RealNumber | '-' RealNumber
    RealNumber = NUMBER
    ImaginaryNumber = NUMBER
    CaptureTarget = !"_" NAME !('.' | '(' | '=')
    ValuePattern = Attribute !('.' | '(' | '=')
    Attribute = NAME ('.' NAME)+
    NameOrAttribute = Attribute | NAME
    SequencePattern = '[' MaybeSequence? ']' | '(' OpenSequence? ')'
    OpenSequence = MaybeStarPattern ',' MaybeSequence?
    MaybeSequence = ','.MaybeStarPattern+ ','?
    MaybeStarPattern = StarPattern | Pattern
    StarPattern = '*' CaptureTarget | '*' "_"
    MappingPattern = '{' '}' | '{' DoubleStarPattern ','? '}' | '{' ItemPatterns ',' DoubleStarPattern ','? '}'
    | '{' ItemPatterns ','? '}'
    ItemPatterns = ','.ItemPattern+
    ItemPattern = (LiteralKey | Attribute) ':' Pattern
    DoubleStarPattern = '**' CaptureTarget
    ClassPattern = NameOrAttribute '(' ')'
    | NameOrAttribute '(' PositionalPatterns ','? ')'
    | NameOrAttribute '(' KeywordPatterns ','? ')'
    | NameOrAttribute '(' PositionalPatterns ',' KeywordPatterns ','? ')'
    | WrongClassPattern
    PositionalPatterns = ','.Pattern+
    KeywordPatterns = ','.KeywordPattern+
    KeywordPattern = NAME '=' Pattern

    """
}
