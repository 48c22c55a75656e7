import Foundation
import JSON

/// Answers recorded from SOCless, which lie outside of the repository: in `cases` of the folder that `MUSTER_SHARED`
/// names, else of `../shared` beside the package.
enum RecordedCases {
    static let playbooks = json("socless-playbooks.json")
    static let parameters = json("socless-parameters.json")

    private static func json(_ name: String) -> JSON? {
        let folder =
            ProcessInfo.processInfo.environment["MUSTER_SHARED"].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
        guard let data = try? Data(contentsOf: folder.appending(path: "cases/\(name)")) else { return nil }
        return try? JSON.parse(Array(data))
    }
}
