extension Grammar {
  /// What people get wrong, and what CPython 3.11 says of it.
  static let mistakeRules = #"""
    WrongExpression = !(NAME STRING | SOFTKEYWORD) a=Or b=PlainExpression => comma a b: \#
    invalid syntax. Perhaps you forgot a comma?
    | a=Or 'if' b=Or !('else' | ':') => range a b: expected 'else' after 'if' expression
    WrongLegacy = a=NAME !'(' b=StarExpressions => legacy a b: \#
    Missing parentheses in call to '{text a}'. Did you mean {text a}(...)?
    WrongNamed = a=Expression ':=' Expression => at a: cannot use assignment expressions with {name a}
    | a=NAME '=' b=BitOr !('=' | ':=') => range a b: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
    | !(List | Tuple | Generator | 'True' | 'None' | 'False') a=BitOr b='=' BitOr !('=' | ':=') => at a: \#
    cannot assign to {name a} here. Maybe you meant '==' instead of '='?

    WrongAssignment = a=WrongAnnotated ':' Expression => at a: only single target (not {name a}) can be annotated
    | a=StarNamed ',' StarNameds* ':' Expression => at a: only single target (not tuple) can be annotated
    | a=Expression ':' Expression => at a: illegal target for annotation
    | (StarTargets '=')* a=StarExpressions '=' => assign a
    | (StarTargets '=')* a=YieldExpression '=' => at a: assignment to yield expression not possible
    | a=StarExpressions AugmentedAssign Right => at a: '{name a}' is an illegal expression for augmented assignment
    WrongAnnotated = List | Tuple | '(' WrongAnnotated ')'
    WrongDel = 'del' a=StarExpressions => delete a
    WrongForTarget = 'async'? 'for' a=StarExpressions => for a
    WrongWithItem = Expression 'as' a=Expression &(',' | ')' | ':') => assign a
    WrongImport = ImportedNames ',' NEWLINE => here: trailing comma not allowed without surrounding parentheses
    WrongGroup = '(' a=StarredArgument ')' => at a: cannot use starred expression here
    | '(' a='**' Expression ')' => at a: cannot use double starred expression here

    WrongComprehension = ('[' | '(' | '{') a=StarredArgument Clauses => at a: \#
    iterable unpacking cannot be used in comprehension
    | ('[' | '{') a=StarNamed ',' b=StarNameds Clauses => range a b: \#
    did you forget parentheses around the comprehension target?
    | ('[' | '{') a=StarNamed b=',' Clauses => range a b: did you forget parentheses around the comprehension target?
    WrongDictComprehension = '{' a='**' BitOr Clauses '}' => at a: \#
    dict unpacking cannot be used in dict comprehension
    WrongDict = ','.DictItem+ ',' WrongKeyValue
    | Expression ':' a='*' BitOr => from a: cannot use a starred expression in a dictionary value
    | Expression a=':' &('}' | ',') => at a: expression expected after dictionary key and ':'
    WrongKeyValue = a=Expression !':' => last a: ':' expected after dictionary key
    | Expression ':' a='*' BitOr => from a: cannot use a starred expression in a dictionary value
    | Expression a=':' &('}' | ',') => at a: expression expected after dictionary key and ':'

    WrongArguments = (','.(StarredArgument | (AssignmentExpression | Expression !':=') !'=')+ ',' Keywords | Keywords) \#
    ',' a='*' => at a: iterable argument unpacking follows keyword argument unpacking
    | a=Expression b=Clauses ',' (ArgumentList | Expression Clauses)? => range a b: \#
    Generator expression must be parenthesized
    | a=NAME b='=' Expression Clauses => range a b: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
    | a=ArgumentList b=Clauses => generator a b: Generator expression must be parenthesized
    | ArgumentList ',' a=Expression b=Clauses => range a b: Generator expression must be parenthesized
    | a=ArgumentList ',' ArgumentList => positional a
    WrongKeyword = a=('True' | 'False' | 'None') b='=' => range a b: cannot assign to {text a}
    | a=NAME b='=' Expression Clauses => range a b: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
    | !(NAME '=') a=Expression b='=' => range a b: expression cannot contain assignment, perhaps you meant "=="?

    WrongBlock = NEWLINE !INDENT => indentation: expected an indented block
    WrongIf = 'if' Named NEWLINE => here: expected ':'
    | a='if' Named ':' NEWLINE !INDENT => indentation: expected an indented block after 'if' statement on line {line a}
    WrongElif = 'elif' Named NEWLINE => here: expected ':'
    | a='elif' Named ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'elif' statement on line {line a}
    WrongElse = a='else' ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'else' statement on line {line a}
    WrongWhile = 'while' Named NEWLINE => here: expected ':'
    | a='while' Named ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'while' statement on line {line a}
    WrongFor = 'async'? 'for' StarTargets 'in' StarExpressions NEWLINE => here: expected ':'
    | 'async'? a='for' StarTargets 'in' StarExpressions ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'for' statement on line {line a}
    WrongFunction = 'async'? a='def' NAME '(' Parameters? ')' ('->' Expression)? ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after function definition on line {line a}
    WrongClass = 'class' NAME ('(' Arguments? ')')? NEWLINE => here: expected ':'
    | a='class' NAME ('(' Arguments? ')')? ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after class definition on line {line a}
    WrongWith = 'async'? 'with' ','.(Expression ('as' StarTarget)?)+ NEWLINE => here: expected ':'
    | 'async'? 'with' '(' ','.(Expressions ('as' StarTarget)?)+ ','? ')' NEWLINE => here: expected ':'
    WrongWithBlock = 'async'? a='with' ','.(Expression ('as' StarTarget)?)+ ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'with' statement on line {line a}
    | 'async'? a='with' '(' ','.(Expressions ('as' StarTarget)?)+ ','? ')' ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'with' statement on line {line a}
    WrongTry = a='try' ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'try' statement on line {line a}
    | 'try' ':' Block !('except' | 'finally') => here: expected 'except' or 'finally' block
    | 'try' ':' Block* Except+ a='except' b='*' Expression ('as' NAME)? ':' => range a b: \#
    cannot have both 'except' and 'except*' on the same 'try'
    | 'try' ':' Block* ExceptStar+ a='except' (Expression ('as' NAME)?)? ':' => at a: \#
    cannot have both 'except' and 'except*' on the same 'try'
    WrongExcept = 'except' '*'? a=Expression ',' Expressions ('as' NAME)? ':' => from a: \#
    multiple exception types must be parenthesized
    | 'except' '*'? Expression ('as' NAME)? NEWLINE => here: expected ':'
    | 'except' NEWLINE => here: expected ':'
    | 'except' '*' (NEWLINE | ':') => here: expected one or more exception types
    WrongExceptBlock = a='except' Expression ('as' NAME)? ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'except' statement on line {line a}
    | a='except' ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'except' statement on line {line a}
    WrongExceptStarBlock = a='except' '*' Expression ('as' NAME)? ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'except*' statement on line {line a}
    WrongFinally = a='finally' ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'finally' statement on line {line a}

    WrongMatch = "match" Subject NEWLINE => here: expected ':'
    | a="match" Subject ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'match' statement on line {line a}
    WrongCase = "case" Patterns Guard? NEWLINE => here: expected ':'
    | a="case" Patterns Guard? ':' NEWLINE !INDENT => indentation: \#
    expected an indented block after 'case' statement on line {line a}
    WrongAsPattern = OrPattern 'as' a="_" => at a: cannot use '_' as a target
    | OrPattern 'as' !NAME a=Expression => at a: invalid pattern target
    WrongClassPattern = NameOrAttribute '(' (PositionalPatterns ',')? KeywordPatterns ',' a=PositionalPatterns => at a: \#
    positional patterns follow keyword patterns

    """#
}
