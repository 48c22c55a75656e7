public import ArgumentParser
public import Nights

extension StepName: ExpressibleByArgument {}

extension MetricPeriod: ExpressibleByArgument {}
