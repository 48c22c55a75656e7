extension ServiceModel {
    /// What actions of Batch answer, from the service's published API model.
    static let batch = #"""
        submitJob @SubmitJobResponse
        @SubmitJobResponse JobArn:s,JobName!:s,JobId!:s
        """#
}
