public import ArgumentParser
public import IncidentStore
public import Operations

extension KeyName: ExpressibleByArgument {
    /// The name that was given as an argument; `nil` for a text that is no such name.
    public init?(argument: String) { self.init(argument) }
}

extension Scope: ExpressibleByArgument {}
