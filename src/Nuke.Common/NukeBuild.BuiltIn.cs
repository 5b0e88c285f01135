using Nuke.Common.IO;
using Nuke.Common.Output;
using Nuke.Common.Parameters;
using Serilog;

namespace Nuke.Common;

/// <summary>What every build has without defining it.</summary>
public abstract partial class NukeBuild
{
    [Parameter("Root directory during build execution.", Name = "Root")]
    internal static AbsolutePath? Root { get; set; }

    /// <summary>What was given for the parameters; null when a build class is made without a run, as tests do.</summary>
    internal static ParameterSet? Given { get; set; }

    [Parameter("List of targets to be invoked. Default is '{default_target}'.", Name = "Target", Separator = "+")]
    internal string[]? TargetNames { get; set; }

    [Parameter("List of targets to be skipped. Empty list skips all dependencies.", Name = "Skip", Separator = "+")]
    internal string[]? SkipNames { get; set; }

    [Parameter("With target Schema: writes nothing, and fails if the file is out of date.")]
    internal bool Check { get; }

    internal IReadOnlyList<Execution.ExecutableTarget> AllTargets { get; set; } = [];

    internal Target Schema => _ => _
        .Description($"Writes {BuildSchema.DisplayName}")
        .Executes(() =>
        {
            if (Check)
                BuildSchema.Check(this);
            else
                BuildSchema.Write(this);
            Log.Information("{File} is up to date", BuildSchema.DisplayName);
        });
}
