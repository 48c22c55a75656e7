public import ArgumentParser
public import Forecast

extension Frequency: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
    /// A date such as `2026-11-30`.
    public init?(argument: String) { self.init(argument) }
}
