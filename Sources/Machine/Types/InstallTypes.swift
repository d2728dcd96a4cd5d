extension Machine {
  /// Declares the methods of the built-in types, once for the process.
  static let typesInstalled: Void = {
    ObjectType.install()
    ClassType.install()
    IntType.install()
    FloatType.install()
    StrType.install()
    BytesType.install()
    BytesMethods.install()
    ByteArrayType.install()
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
  }()
}
