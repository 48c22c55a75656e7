public import ArgumentParser
public import Operations

extension KeyName: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension KeyScope: ExpressibleByArgument {}
