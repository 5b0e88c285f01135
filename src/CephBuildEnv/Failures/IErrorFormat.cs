namespace CephBuildEnv.Failures;

/// <summary>How the tools of one kind say that something is wrong.</summary>
internal interface IErrorFormat
{
    /// <summary>The error that begins with a line; null when none does.</summary>
    Finding? Begin(string line);
}
