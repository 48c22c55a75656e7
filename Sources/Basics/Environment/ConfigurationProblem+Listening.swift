import Glibc

extension ConfigurationProblem {
    /// Why nothing can listen at a place that the environment names; `nil` for an error that is no fault of the place.
    /// - Parameters:
    ///   - errorNumber: `errno` of what was tried.
    ///   - variables: what the variables of the place begin with: `MUSTER_HTTP` for `MUSTER_HTTP_HOST` and `_PORT`.
    public init?(listeningFailed errorNumber: Int32, host: String, port: Int, variables: String) {
        let place = "port \(port) of \(host)"
        switch errorNumber {
        case EADDRINUSE:
            self.init(variable: "\(variables)_PORT", problem: "names \(place), which is taken; set another port")
        case EACCES:
            self.init(
                variable: "\(variables)_PORT", problem: "names \(place), which needs a right; set one from 1024 on")
        case EADDRNOTAVAIL:
            self.init(
                variable: "\(variables)_HOST", problem: "names \(host), which is no address of this machine")
        default: return nil
        }
    }
}
