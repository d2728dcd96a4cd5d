extension Grammar {
  static let expressionRules = """
    Expressions = Expression (',' Expression)+ ','? | Expression ',' | Expression
    Expression = WrongExpression | WrongLegacy | Or 'if' Or 'else' Expression | Or | Lambda
    PlainExpression = Or 'if' Or 'else' Expression | Or | Lambda
    YieldExpression = 'yield' 'from' Expression | 'yield' StarExpressions?
    StarExpressions = StarExpression (',' StarExpression)+ ','? | StarExpression ',' | StarExpression
    StarExpression = '*' BitOr | Expression
    StarNameds = ','.StarNamed+ ','?
    StarNamed = '*' BitOr | Named
    AssignmentExpression = NAME ':=' ~ Expression
    Named = AssignmentExpression | WrongNamed | Expression !':='

    Or = And ('or' And)+ | And
    And = Not ('and' Not)+ | Not
    Not = 'not' Not | Comparison
    Comparison = BitOr ComparedWith+ | BitOr
    ComparedWith = '==' BitOr | '!=' BitOr | '<=' BitOr | '<' BitOr | '>=' BitOr | '>' BitOr | 'not' 'in' BitOr
    | 'in' BitOr | 'is' 'not' BitOr | 'is' BitOr
    BitOr = BitXor ('|' BitXor)*
    BitXor = BitAnd ('^' BitAnd)*
    BitAnd = Shift ('&' Shift)*
    Shift = Sum ('<<' Sum | '>>' Sum)*
    Sum = Term ('+' Term | '-' Term)*
    Term = Unary ('*' Unary | '/' Unary | '//' Unary | '%' Unary | '@' Unary)*
    Unary = '+' Unary | '-' Unary | '~' Unary | Power
    Power = AwaitPrimary '**' Unary | AwaitPrimary
    AwaitPrimary = 'await' Primary | Primary
    Primary = Atom ('.' NAME | Generator | '(' Arguments? ')' | '[' Slices ']')*
    Slices = Slice !',' | ','.(Slice | StarredArgument)+ ','?
    Slice = Expression? ':' Expression? (':' Expression?)? | Named
    Atom = NAME | 'True' | 'False' | 'None' | &STRING Strings | NUMBER | &'(' (Tuple | Group | Generator)
    | &'[' (List | ListComprehension) | &'{' (Dict | Set | DictComprehension | SetComprehension) | '...'
    Group = '(' (YieldExpression | Named) ')' | WrongGroup
    Strings = STRING+
    List = '[' StarNameds? ']'
    Tuple = '(' (StarNamed ',' StarNameds?)? ')'
    Set = '{' StarNameds '}'
    Dict = '{' DictItems? '}' | '{' WrongDict '}'
    DictItems = ','.DictItem+ ','?
    DictItem = '**' BitOr | KeyValue
    KeyValue = Expression ':' Expression

    Clauses = Clause+
    Clause = 'async' 'for' StarTargets 'in' ~ Or ('if' Or)* | 'for' StarTargets 'in' ~ Or ('if' Or)* | WrongForTarget
    ListComprehension = '[' Named Clauses ']' | WrongComprehension
    SetComprehension = '{' Named Clauses '}' | WrongComprehension
    Generator = '(' (AssignmentExpression | Expression !':=') Clauses ')' | WrongComprehension
    DictComprehension = '{' KeyValue Clauses '}' | WrongDictComprehension

    Arguments = ArgumentList ','? &')' | WrongArguments
    ArgumentList = ','.(StarredArgument | (AssignmentExpression | Expression !':=') !'=')+ (',' Keywords)? | Keywords
    Keywords = ','.KeywordOrStar+ ',' ','.KeywordOrDoubleStar+ | ','.KeywordOrStar+ | ','.KeywordOrDoubleStar+
    StarredArgument = '*' Expression
    KeywordOrStar = WrongKeyword | NAME '=' Expression | StarredArgument
    KeywordOrDoubleStar = WrongKeyword | NAME '=' Expression | '**' Expression

    StarTargets = StarTarget !',' | StarTarget (',' StarTarget)* ','?
    StarTargetList = ','.StarTarget+ ','?
    StarTargetTuple = StarTarget (',' StarTarget)+ ','? | StarTarget ','
    StarTarget = '*' (!'*' StarTarget) | StarTargetAtom
    StarTargetAtom = TargetPrimary '.' NAME !TargetAhead | TargetPrimary '[' Slices ']' !TargetAhead | StarAtom
    StarAtom = NAME | '(' StarTargetAtom ')' | '(' StarTargetTuple? ')' | '[' StarTargetList? ']'
    SingleTarget = PlaceTarget | NAME | '(' SingleTarget ')'
    PlaceTarget = TargetPrimary '.' NAME !TargetAhead | TargetPrimary '[' Slices ']' !TargetAhead
    TargetPrimary = Atom &TargetAhead (('.' NAME | '[' Slices ']' | Generator | '(' Arguments? ')') &TargetAhead)*
    TargetAhead = '(' | '[' | '.'
    DelTargets = ','.DelTarget+ ','?
    DelTarget = TargetPrimary '.' NAME !TargetAhead | TargetPrimary '[' Slices ']' !TargetAhead | DelAtom
    DelAtom = NAME | '(' DelTarget ')' | '(' DelTargets? ')' | '[' DelTargets? ']'

    """

  /// The parameters of `def` and of `lambda`: the same but for annotations and for what ends them.
  static let parameterRules =
    parameterRules(prefix: "", parameter: "NAME (':' Expression)?", end: "')'")
      + """
      NamedAnyStarred = NAME ':' StarExpression ',' | NAME ':' StarExpression &')'
      Lambda = 'lambda' LambdaParameters? ':' Expression

      """
    + parameterRules(prefix: "Lambda", parameter: "NAME", end: "':'")

  private static func parameterRules(prefix p: String, parameter: String, end: String) -> String {
    """
    \(p)Parameters = Wrong\(p)Parameters | \(p)ParameterList
    \(p)ParameterList = \(p)PlainSlash \(p)Plain* \(p)Defaulted* \(p)AfterStar?
    | \(p)DefaultedSlash \(p)Defaulted* \(p)AfterStar?
    | \(p)Plain+ \(p)Defaulted* \(p)AfterStar?
    | \(p)Defaulted+ \(p)AfterStar?
    | \(p)AfterStar
    \(p)PlainSlash = \(p)Plain+ '/' ',' | \(p)Plain+ '/' &\(end)
    \(p)DefaultedSlash = \(p)Plain* \(p)Defaulted+ '/' ',' | \(p)Plain* \(p)Defaulted+ '/' &\(end)
    \(p)AfterStar = Wrong\(p)AfterStar
    | '*' \(p)Plain \(p)Any* \(p)DoubleStar?
    \(p.isEmpty ? "| '*' NamedAnyStarred Any* DoubleStar?" : "")
    | '*' ',' \(p)Any+ \(p)DoubleStar?
    | \(p)DoubleStar
    \(p)DoubleStar = Wrong\(p)DoubleStar | '**' \(p)Plain
    \(p)Plain = \(p)Parameter ',' | \(p)Parameter &\(end)
    \(p)Defaulted = \(p)Parameter \(p)Default ',' | \(p)Parameter \(p)Default &\(end)
    \(p)Any = \(p)Parameter \(p)Default? ',' | \(p)Parameter \(p)Default? &\(end)
    \(p)Parameter = \(parameter)
    \(p)Default = '=' Expression | Wrong\(p)Default
    Wrong\(p)Default = a='=' &(')' | ',') => at a: expected default value expression
    Wrong\(p)Parameters = a='/' ',' => at a: at least one argument must precede /
    | (\(p)PlainSlash | \(p)DefaultedSlash) \(p)Any* a='/' => at a: / may appear only once
    | \(p)PlainSlash? \(p)Plain* (\(p)DefaultedSlash | \(p)Defaulted+) a=\(p)Plain => at a: \
    non-default argument follows default argument
    | \(p)Plain* a='(' \(p.isEmpty ? "Plain+" : "','.LambdaParameter+") ','? b=')' => range a b: \
    \(p.isEmpty ? "Function" : "Lambda expression") parameters cannot be parenthesized
    | (\(p)PlainSlash | \(p)DefaultedSlash)? \(p)Any* '*' (',' | \(p)Plain) \(p)Any* a='/' => at a: \
    / must be ahead of *
    | \(p)Any+ '/' a='*' => at a: expected comma between / and *
    Wrong\(p)AfterStar = a='*' (\(end) | ',' (\(end) | '**')) => \(p.isEmpty ? "at a" : "here"): \
    named arguments must follow bare *
    | '*' \(p)Parameter a='=' => at a: var-positional argument cannot have default value
    | '*' (\(p)Plain | ',') \(p)Any* a='*' (\(p)Plain | ',') => at a: * argument may appear only once
    Wrong\(p)DoubleStar = '**' \(p)Parameter a='=' => at a: var-keyword argument cannot have default value
    | '**' \(p)Parameter ',' a=\(p)Parameter => at a: arguments cannot follow var-keyword argument
    | '**' \(p)Parameter ',' a=('*' | '**' | '/') => at a: arguments cannot follow var-keyword argument

    """
  }
}
