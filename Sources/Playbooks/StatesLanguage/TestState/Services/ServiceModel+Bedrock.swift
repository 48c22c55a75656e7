extension ServiceModel {
    /// What actions of Bedrock answer, from the service's published API model.
    static let bedrock = #"""
        invokeModel @InvokeModelResponse
        @InvokeModelResponse Body!:s<0~25000000>,ContentType!:s,PerformanceConfigLatency:s|standard|\#
        optimized,ServiceTier:s|priority|default|flex|reserved
        """#
}
