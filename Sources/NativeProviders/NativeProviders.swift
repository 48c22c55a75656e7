// NativeProviders
