extension Machine {
  /// Declares the methods of the built-in types, once for the process.
  static let typesInstalled: Void = {
    ObjectType.install()
    ClassType.install()
    IntType.install()
    FloatType.install()
    ComplexType.install()
    StrType.install()
    // What both kinds of bytes share comes first; `bytes` has its own words for much of it.
    BytesMethods.install()
    BytesType.install()
    ByteArrayType.install()
    CodeType.install()
    ListType.install()
    TupleType.install()
    DictType.install()
    SetType.install()
    RangeType.install()
    SingletonTypes.install()
    FunctionTypes.install()
    DescriptorTypes.install()
    ExceptionTypes.install()
    IteratorTypes.install()
    IterationTypes.install()
    OperatorMethods.install()
  }()
}
