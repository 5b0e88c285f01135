namespace CephBuildEnv.Failures;

/// <summary>How much a line tells of the cause. Of several errors in a step the first with the highest rank is the one to show.</summary>
internal enum Rank
{
    /// <summary>That something failed: <c>make: *** [all] Error 2</c>.</summary>
    Summary,

    /// <summary>Only marked as an error, by nobody in particular; often not the end of it.</summary>
    Generic,

    /// <summary>An error of a tool, without a place or with one in a script that may go on all the same.</summary>
    Stated,

    /// <summary>What is wrong: a place in a source file, a symbol, a package.</summary>
    Cause,
}
