/// The services that Task states call by name, with their actions (developer guide, "Integrating optimized services with
/// Step Functions", as of November 2026).
enum ServiceIntegration {
    /// Whether the service runs a resource, in the way it is asked for.
    static func knows(_ resource: TaskResource) -> Bool {
        guard case .service(let service, let action, let pattern) = resource.target else { return true }
        guard service.hasPrefix("aws-sdk:") else { return actions[service]?[action]?.contains(pattern) ?? false }
        // Every action of every service's API can be called, in its own spelling, and answers once.
        let name = service.dropFirst("aws-sdk:".count)
        return [.requestResponse, .waitForTaskToken].contains(pattern) && !name.isEmpty
            && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) } && action.first?.isLowercase == true
            && action.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// What an integration must be given; `nil` when it need not be given anything.
    static func requiredFields(of resource: TaskResource) -> [String]? {
        guard case .service(let service, let action, _) = resource.target, !service.hasPrefix("aws-sdk:") else {
            return nil
        }
        return required["\(service):\(action)"] ?? []
    }

    /// Measured with ValidateStateMachineDefinition in September 2026; what it asks of the others is not known.
    private static let required = [
        "lambda:invoke": ["FunctionName"], "sqs:sendMessage": ["QueueUrl", "MessageBody"], "sns:publish": ["Message"],
        "dynamodb:putItem": ["TableName", "Item"], "dynamodb:getItem": ["TableName", "Key"],
        "states:startExecution": ["StateMachineArn"], "events:putEvents": ["Entries"],
        "ecs:runTask": ["TaskDefinition"], "glue:startJobRun": ["JobName"],
    ]

    private typealias Patterns = Set<TaskResource.Pattern>

    private static let once: Patterns = [.requestResponse]
    private static let job: Patterns = [.requestResponse, .sync]
    private static let token: Patterns = [.requestResponse, .waitForTaskToken]
    private static let all: Patterns = [.requestResponse, .sync, .waitForTaskToken]

    private static let actions: [String: [String: Patterns]] = [
        "apigateway": ["invoke": token],
        "athena": ["startQueryExecution": job].merging(
            answering("stopQueryExecution", "getQueryExecution", "getQueryResults"), uniquingKeysWith: { one, _ in one }
        ),
        "batch": ["submitJob": all],
        "bedrock": ["invokeModel": once, "createModelCustomizationJob": job],
        "bedrock-agentcore": ["invokeAgentRuntime": once],
        "codebuild": ["startBuild": job, "startBuildBatch": job, "retryBuildBatch": job].merging(
            answering("stopBuild", "batchDeleteBuilds", "batchGetReports", "stopBuildBatch", "deleteBuildBatch"),
            uniquingKeysWith: { one, _ in one }),
        "databrew": ["startJobRun": job],
        "dynamodb": answering("getItem", "putItem", "deleteItem", "updateItem"),
        "ecs": ["runTask": all],
        "eks": [
            "call": once, "runJob": job, "createCluster": job, "deleteCluster": job, "createFargateProfile": job,
            "deleteFargateProfile": job, "createNodegroup": job, "deleteNodegroup": job,
        ],
        "elasticmapreduce": ["createCluster": job, "terminateCluster": job, "addStep": job].merging(
            answering(
                "cancelStep", "setClusterTerminationProtection", "modifyInstanceFleetByName",
                "modifyInstanceGroupByName"), uniquingKeysWith: { one, _ in one }),
        "emr-containers": ["createVirtualCluster": once, "deleteVirtualCluster": job, "startJobRun": job],
        "emr-serverless": [
            "createApplication": job, "startApplication": job, "stopApplication": job, "deleteApplication": job,
            "startJobRun": job, "cancelJobRun": job,
        ],
        "events": ["putEvents": token],
        "glue": ["startJobRun": job],
        "http": ["invoke": once],
        "lambda": ["invoke": token],
        "mediaconvert": ["createJob": job],
        "sagemaker": [
            "createHyperParameterTuningJob": job, "createLabelingJob": job, "createProcessingJob": job,
            "createTrainingJob": job, "createTransformJob": job,
        ].merging(
            answering("createEndpoint", "createEndpointConfig", "createModel", "updateEndpoint"),
            uniquingKeysWith: { one, _ in one }),
        "sns": ["publish": token],
        "sqs": ["sendMessage": token],
        "states": ["startExecution": all.union([.sync2])],
    ]

    private static func answering(_ names: String...) -> [String: Patterns] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, once) })
    }
}
