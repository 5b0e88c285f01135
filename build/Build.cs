using CephBuildEnv.Engines;
using CephBuildEnv.Processes;
using Nuke.Common;
using Serilog;

/// <summary>
/// The target graph: Prepare → BaseImage → ReleaseImage → BuildPrepare → Build → Interactive, and what goes beside it.
/// Each partial holds the targets of one concern, with the parameters that only they have.
/// </summary>
sealed partial class BuildScript : NukeBuild
{
    public static int Main()
    {
        OwnProcess.Settle();
        _ = EngineConnection.GetReadyAsync();
        var exitCode = Execute<BuildScript>(x => x.Status);
        Log.Verbose("peak memory of this process: {Peak}", OwnProcess.PeakMemory());
        return exitCode;
    }

    [Parameter("Distributions to build on, such as debian-12; ListDistros shows them all.")]
    string[]? Distro;

    [Parameter("Releases of Ceph: any branch, tag or commit of the repository, such as reef.")]
    string[]? Release;

    protected override void OnBuildInitialized()
    {
        AskEngineEarly();
        SetDefaultsOfTargets();
        if (Help)
            return;
        try
        {
            CheckBeforeAnythingRuns();
        }
        catch (Exception reason)
        {
            // Nothing runs, so nothing else would.
            TellWhyNothingRuns(reason);
            DisposeWorkspace();
            throw;
        }
    }

    protected override void OnBuildFinished()
    {
        TellHowItEnded();
        DisposeWorkspace();
    }
}
