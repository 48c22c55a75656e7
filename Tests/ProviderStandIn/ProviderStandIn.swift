import Foundation

/// `ProviderStandIn [--port N]`: a provider for tests, as `Sources/Providers/HTTPProvider/openapi.yaml` describes it, that
/// misbehaves when told to. Prints its port as one line and runs until it is killed. When `STAND_IN_TOKEN` is set, calls
/// must carry it as bearer token. See ``StandIn`` for the administration.
@main struct ProviderStandIn {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        var port: Int? = 0
        if !arguments.isEmpty {
            port = arguments.count == 2 && arguments.first == "--port" ? arguments.last.flatMap { Int($0) } : nil
        }
        guard let port else {
            FileHandle.standardError.write(Data("usage: ProviderStandIn [--port N]\n".utf8))
            exit(2)
        }
        let standIn = try StandIn(port: port, token: ProcessInfo.processInfo.environment["STAND_IN_TOKEN"])
        FileHandle.standardOutput.write(Data("\(standIn.port)\n".utf8))
        withExtendedLifetime(standIn) {
            while true { pause() }
        }
    }
}
