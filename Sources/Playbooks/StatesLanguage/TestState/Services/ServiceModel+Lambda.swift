extension ServiceModel {
    /// What actions of Lambda answer, from the service's published API model.
    static let lambda = #"""
        invoke @InvocationResponse
        getFunction @GetFunctionResponse
        getFunctionConfiguration @FunctionConfiguration
        createFunction @FunctionConfiguration
        deleteFunction @DeleteFunctionResponse
        listFunctions @ListFunctionsResponse
        updateFunctionCode @FunctionConfiguration
        updateFunctionConfiguration @FunctionConfiguration
        @InvocationResponse StatusCode:n,FunctionError:s,LogResult:s,Payload:s,ExecutedVersion:s<1~1024>,\#
        DurableExecutionArn:s<1~1024>
        @GetFunctionResponse Configuration:@FunctionConfiguration,Code:@FunctionCodeLocation,Tags:{s,\#
        TagsError:@TagsError,Concurrency:@Concurrency
        @FunctionConfiguration FunctionName:s<1~256>,FunctionArn:s<0~10000>,Runtime:s|nodejs|nodejs4.3|\#
        nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|java8|java8.al2|java11|python2.7|\#
        python3.6|python3.7|python3.8|python3.9|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|\#
        dotnet6|dotnet8|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|provided|provided.al2|nodejs18.x|python3.10|\#
        java17|ruby3.2|ruby3.3|ruby3.4|python3.11|nodejs20.x|provided.al2023|python3.12|java21|python3.13|\#
        nodejs22.x|nodejs24.x|python3.14|java25|dotnet10|ruby4.0,Role:s,Handler:s<0~128>,CodeSize:n,\#
        Description:s<0~256>,Timeout:n<1~>,MemorySize:n<128~10240>,LastModified:s,CodeSha256:s,\#
        Version:s<1~1024>,VpcConfig:@VpcConfigResponse,DeadLetterConfig:@DeadLetterConfig,\#
        Environment:@EnvironmentResponse,KMSKeyArn:s,TracingConfig:@TracingConfigResponse,\#
        MasterArn:s<0~10000>,RevisionId:s,Layers:[@Layer,State:s|Pending|Active|Inactive|Failed|\#
        Deactivating|Deactivated|ActiveNonInvocable|Deleting,StateReason:s,StateReasonCode:s|Idle|Creating|\#
        Restoring|EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|\#
        SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|\#
        InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|\#
        EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|\#
        FunctionError|DrainingDurableExecutions|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|\#
        InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|\#
        FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|\#
        FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|\#
        FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|\#
        DisallowedByVpcEncryptionControl,LastUpdateStatus:s|Successful|Failed|InProgress,\#
        LastUpdateStatusReason:s,LastUpdateStatusReasonCode:s|EniLimitExceeded|InsufficientRolePermissions|\#
        InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|\#
        ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|\#
        DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|\#
        InvalidZipFileException|FunctionError|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|\#
        InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|\#
        FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|\#
        FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|\#
        FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|\#
        DisallowedByVpcEncryptionControl,FileSystemConfigs:[@FileSystemConfig,PackageType:s|Zip|Image,\#
        ImageConfigResponse:@ImageConfigResponse,SigningProfileVersionArn:s,SigningJobArn:s,\#
        Architectures:[s|x86_64|arm64,EphemeralStorage:@EphemeralStorage,SnapStart:@SnapStartResponse,\#
        RuntimeVersionConfig:@RuntimeVersionConfig,LoggingConfig:@LoggingConfig,\#
        CapacityProviderConfig:@CapacityProviderConfig,ConfigSha256:s,DurableConfig:@DurableConfig,\#
        TenancyConfig:@TenancyConfig
        @VpcConfigResponse SubnetIds:[s,SecurityGroupIds:[s,VpcId:s,Ipv6AllowedForDualStack:b
        @DeadLetterConfig TargetArn:s
        @EnvironmentResponse Variables:{s,Error:@EnvironmentError
        @EnvironmentError ErrorCode:s,Message:s
        @TracingConfigResponse Mode:s|Active|PassThrough
        @Layer Arn:s<1~140>,CodeSize:n,SigningProfileVersionArn:s,SigningJobArn:s
        @FileSystemConfig Arn!:s<0~256>,LocalMountPath!:s<0~160>
        @ImageConfigResponse ImageConfig:@ImageConfig,Error:@ImageConfigError
        @ImageConfig EntryPoint:[s,Command:[s,WorkingDirectory:s<0~1000>
        @ImageConfigError ErrorCode:s,Message:s
        @EphemeralStorage Size!:n<512~10240>
        @SnapStartResponse ApplyOn:s|PublishedVersions|None,OptimizationStatus:s|On|Off
        @RuntimeVersionConfig RuntimeVersionArn:s<26~2048>,Error:@RuntimeVersionError
        @RuntimeVersionError ErrorCode:s,Message:s
        @LoggingConfig LogFormat:s|JSON|Text,ApplicationLogLevel:s|TRACE|DEBUG|INFO|WARN|ERROR|FATAL,\#
        SystemLogLevel:s|DEBUG|INFO|WARN,LogGroup:s<1~512>
        \#
        @CapacityProviderConfig LambdaManagedInstancesCapacityProviderConfig!:@LambdaManagedInstancesCapacityProviderConfig
        @LambdaManagedInstancesCapacityProviderConfig CapacityProviderArn!:s<1~140>,\#
        PerExecutionEnvironmentMaxConcurrency:n<1~1600>,ExecutionEnvironmentMemoryGiBPerVCpu:n<2.0~8.0>
        @DurableConfig RetentionPeriodInDays:n<1~90>,ExecutionTimeout:n<1~31622400>
        @TenancyConfig TenantIsolationMode!:s|PER_TENANT
        @FunctionCodeLocation RepositoryType:s,Location:s,ImageUri:s,ResolvedImageUri:s,SourceKMSKeyArn:s
        @TagsError ErrorCode!:s<10~21>,Message!:s<84~1000>
        @Concurrency ReservedConcurrentExecutions:n<0~>
        @DeleteFunctionResponse StatusCode:n
        @ListFunctionsResponse NextMarker:s,Functions:[@FunctionConfiguration
        """#
}
