namespace CephBuildEnv.Engines;

/// <summary>No engine answers: nothing can be said about images and containers.</summary>
public sealed class EngineUnreachableException(string message, Exception? cause = null) : UserException(message, cause);
