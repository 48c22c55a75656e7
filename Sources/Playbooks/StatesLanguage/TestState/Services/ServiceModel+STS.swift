extension ServiceModel {
    /// What actions of STS answer, from the service's published API model.
    static let sts = #"""
        getCallerIdentity @GetCallerIdentityResponse
        assumeRole @AssumeRoleResponse
        @GetCallerIdentityResponse UserId:s,Account:s,Arn:s<20~2048>
        @AssumeRoleResponse Credentials:@Credentials,AssumedRoleUser:@AssumedRoleUser,\#
        PackedPolicySize:n<0~>,SourceIdentity:s<2~64>
        @Credentials AccessKeyId!:s<16~128>,SecretAccessKey!:s,SessionToken!:s,Expiration!:s
        @AssumedRoleUser AssumedRoleId!:s<2~193>,Arn!:s<20~2048>
        """#
}
