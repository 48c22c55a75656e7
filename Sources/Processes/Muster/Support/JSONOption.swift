import ArgumentParser

/// `--json`, which every command that prints has.
struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print JSON on standard output, and nothing else there.")
    var isOn = false
}
