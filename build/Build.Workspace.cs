using CephBuildEnv;
using CephBuildEnv.Caching;
using CephBuildEnv.Clusters;
using CephBuildEnv.Compilation;
using CephBuildEnv.Disk;
using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Processes;
using CephBuildEnv.Sources;
using CephBuildEnv.Testing;
using CephBuildEnv.Text;
using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>Turns parameters into a workspace, and targets into steps of its workflow.</summary>
sealed partial class BuildScript
{
    [Parameter("Branch, tag or commit to check out; default: the release for a new tree, and whatever is checked out in an existing one.")]
    readonly string? Branch;

    [Parameter("Git repository of Ceph, or of a fork.")]
    string Repository = RepositoryUrl.Ceph;

    [Parameter("Compile jobs at once; default: as many as processors and memory (3.5 GB per job) allow.")]
    readonly int? Jobs;

    [Parameter("What Build compiles, such as ceph-osd vstart; default: the tree's default target.")]
    string[]? BuildTarget;

    [Parameter("Linker of a build: bfd, gold, lld or mold, if the image has it; default: as the tree is configured.")]
    readonly string? Linker;

    [Parameter("Memory that a container may use, such as 8G; default: all that the engine has.")]
    readonly string? Memory;

    [Parameter("Time after which a container is stopped, such as 90m or 4h; default: never.")]
    readonly string? Timeout;

    [Parameter("Command for bash -c on this host when all is over, once per environment, with CEPH_ENVIRONMENT, CEPH_OUTCOME, CEPH_MESSAGE and CEPH_RECORD set; default: none.")]
    readonly string? Notify;

    [Parameter("Limit of an environment's compiler cache; default: 50G for a new cache, and an existing one keeps its limit.")]
    readonly string? CcacheSize;

    [Parameter("Container engine, docker or podman; default: DOCKER_HOST, the docker context, or the first socket that exists.")]
    readonly string? Engine;

    [Parameter("Builds images again even if they are up to date, without the builder's cache; default: only what changed.")]
    readonly bool Rebuild;

    [Parameter("Asks the repository and the image registry for news; default: the network is asked only for what is missing.")]
    readonly bool Fetch;

    readonly Interruption _interruption = new();
    readonly Dictionary<Type, WorkflowStep> _steps = [];
    DistroCatalog? _distros;
    EngineConnection? _connection;
    Workspace? _workspace;
    WorkflowRun? _workflow;
    SampleRepository? _sample;

    EngineConnection Connection => _connection ??= ConnectionTo(EndpointResolver.Parse(Engine));

    Workspace Workspace => _workspace ??= new(Options(), Connection);

    WorkflowRun Workflow => _workflow ??= new(Workspace, _interruption.Token);

    static string Checkout => RootDirectory.ToString();

    DistroCatalog Distros => _distros ??= new(Path.Combine(Checkout, "images"));

    static EngineConnection ConnectionTo(EngineKind? kind) => new(ImageTags.Repository, () => new(new EndpointResolver().Resolve(kind)));

    T Step<T>() where T : WorkflowStep =>
        (T)(_steps.TryGetValue(typeof(T), out var step) ? step : _steps[typeof(T)] = (T)Activator.CreateInstance(typeof(T), Workspace)!);

    bool IsNeeded<T>() where T : WorkflowStep => Workflow.IsNeeded(Step<T>());

    void Do<T>() where T : WorkflowStep => Workflow.Do(Step<T>());

    WorkspaceOptions Options() => new()
    {
        Checkout = Checkout,
        CephDirectory = string.IsNullOrEmpty(CephDir) ? null : CephDirectory.Parse(CephDir),
        Distros = [.. (Distro ?? []).Distinct().Select(Distros.Get)],
        Releases = [.. (Release ?? []).Distinct().Select(ReleaseName.Parse)],
        Branch = string.IsNullOrEmpty(Branch) ? null : RefName.Parse(Branch, "--branch"),
        Repository = RepositoryUrl.Parse(Repository),
        Rewrites = _sample?.Rewrites ?? new Dictionary<string, string>(),
        Jobs = Jobs is { } jobs ? JobCount.Checked(jobs) : null,
        BuildTargets = [.. (BuildTarget ?? []).Distinct().Select(CephBuildEnv.Compilation.BuildTarget.Parse)],
        Linker = string.IsNullOrEmpty(Linker) ? null : CephBuildEnv.Compilation.Linker.Checked(Linker),
        Build = OptionsOfTree(),
        ResetBuildOptions = ResetOptions,
        Variables = string.IsNullOrEmpty(EnvFile) ? new Dictionary<string, string>() : VariablesFile.Read(EnvFile),
        DownloadMirrors = DownloadMirrors(),
        AllowUnfit = AllowUnfit,
        Catalog = () => Distros.All,
        Tests = SelectedTests(),
        PackageVersion = string.IsNullOrEmpty(PackageVersion) ? null : CephBuildEnv.Sources.PackageVersion.Parse(PackageVersion),
        SourceOnly = SourceOnly,
        MakesPackages = IsPlanned(nameof(Package)),
        Compiles = IsPlanned(nameof(Build)) || !IsPlanned(nameof(Package)),
        Cluster = string.IsNullOrEmpty(Cluster) ? null : ClusterName.Parse(Cluster),
        Daemons = new WantedDaemons(Mon, Osd, Mds, Mgr, Rgw).Checked(),
        VStartArguments = [.. VstartArg ?? []],
        Memory = string.IsNullOrEmpty(Memory) ? null : JobCount.CheckedMemory(ByteSize.Parse(Memory, "--memory")),
        Timeout = string.IsNullOrEmpty(Timeout) ? null : Duration.Parse(Timeout, "--timeout"),
        CacheSize = string.IsNullOrEmpty(CcacheSize) ? null : CompilerCache.CheckedSize(ByteSize.Parse(CcacheSize, "--ccache-size")),
        Rebuild = Rebuild,
        Fetch = Fetch,
        Pull = Pull,
        BaseImage = WantedUpstream(),
        BuildArguments = BuildArguments.Parse(BuildArg ?? []),
        RenewsPins = Pull && IsPlanned(nameof(Lock)),
    };

    bool IsPlanned(string target) => ExecutionPlan.Any(planned => planned.Name == target);

    // The first question of a process takes its time: it is asked while everything else is looked at.
    void AskEngineEarly()
    {
        // An --engine that is none is refused here, whatever is planned.
        var connection = Connection;
        // What mends the engine may be what makes it answer.
        if (Help || Plan || IsPlanned(nameof(MendHost)))
            return;
        if (new[] { nameof(Build), nameof(ListDistros), nameof(Status) }.Any(IsPlanned))
            connection.AskForImages(_interruption.Token);
        if (IsPlanned(nameof(Build)))
            connection.AskForInfo(_interruption.Token);
    }

    // Targets that stand for others with certain parameters. What was given on the command line stays.
    void SetDefaultsOfTargets()
    {
        if (IsPlanned(nameof(Quickstart)))
            (Distro, Release) = (Distro ?? ["debian-12"], [SampleRepository.Release]);
        if (IsPlanned(nameof(ReleaseImages)))
            Distro ??= [.. Distros.All.Select(distro => distro.Name)];
        if (Release is [var release] && Repository == RepositoryUrl.Ceph)
            Repository = EnvironmentParameters.DefaultRepository(release);
        BuildTarget ??= WhatTestsAndClustersNeed();
        foreach (var (target, parameters) in ParametersOfTargets)
        {
            foreach (var parameter in parameters)
                RequireTarget(parameter, target);
        }

        _ = Options();
        if (IsPlanned(nameof(Clean)))
            _ = Selection().Checked();
    }

    // All of Ceph takes hours longer.
    string[]? WhatTestsAndClustersNeed()
    {
        var invoked = InvokedTargets.Select(target => target.Name).ToList();
        return invoked.Count > 0 && invoked.All(name => name is nameof(Check) or nameof(VStart))
            ? [.. invoked.Select(name => name == nameof(Check) ? TestSelection.BuildTarget : ClusterStore.BuildTarget)]
            : null;
    }

    static readonly (string Target, string[] Parameters)[] ParametersOfTargets =
    [
        (nameof(Doctor), ["--fix"]),
        (nameof(Clean), ["--yes", CleanSelection.Parameter]),
        (nameof(BaseImage), ["--base-image", "--pull", "--build-arg"]),
        (nameof(ReleaseImage), ["--extra-package", "--allow-missing-deps", "--allow-unfit", "--reset-options", "--cmake-arg", "--with", "--without", "--minimal", "--system-boost", "--cxx-flag"]),
        (nameof(Downloads), ["--download-mirror"]),
        (nameof(Build), ["--build-target", "--linker"]),
        (nameof(Check), ["--tests", "--exclude", "--rerun-failed", "--repeat", "--test-jobs"]),
        (nameof(VStart), ["--mon", "--osd", "--mds", "--mgr", "--rgw", "--vstart-arg"]),
        (nameof(VStop), ["--keep"]),
        (nameof(Package), ["--package-version", "--source-only"]),
        (nameof(Logs), ["--follow", "--run"]),
    ];

    // What only one target reads would be overlooked with any other, without a word. A variable may be there for another command.
    void RequireTarget(string parameter, string target)
    {
        var typed = Environment.GetCommandLineArgs().Any(word => word.Split('=')[0].Equals(parameter, StringComparison.OrdinalIgnoreCase));
        if (typed && !IsPlanned(target))
            throw new UserException($"{parameter} belongs to {target}; add the target: ./build.sh {target} {parameter}");
    }

    void CheckBeforeAnythingRuns()
    {
        // What is required and missing is reported by the runner, after this.
        if ((IsPlanned(nameof(BaseImage)) && Distro is null) || (IsPlanned(nameof(ReleaseImage)) && Release is null))
            return;
        if (!IsPlanned(nameof(Prepare)))
        {
            // What changes something in /ceph without needing more of it than that it is there.
            if (new[] { nameof(VStop), nameof(Attach), nameof(Exec) }.Any(IsPlanned) && Directory.Exists(Workspace.Layout.Root))
                new Preflight(Workspace).CheckHost();
            return;
        }

        if (Plan)
        {
            new Preflight(Workspace).CheckFiles(ExecutionPlan.Select(target => target.Name).ToHashSet());
            return;
        }

        if (IsPlanned(nameof(VStart)))
            Step<VStartStep>().Require();
        ServeSampleIfNeeded();
        var targets = ExecutionPlan.Select(target => target.Name).ToHashSet();
        if (IsPlanned(nameof(MendHost)))
            new Preflight(Workspace).CheckFolders(targets, _interruption.Token);
        else
            new Preflight(Workspace).CheckAsync(targets, _interruption.Token).GetAwaiter().GetResult();
    }

    // Before the workspace that is used: its git has to know where the sample is.
    void ServeSampleIfNeeded()
    {
        if (Repository != SampleRepository.Address || !IsPlanned(nameof(ReleaseImage)))
            return;
        var workspace = new Workspace(Options(), Connection);
        new Preflight(workspace).CheckHost();
        if (workspace.NeedsRepository)
            _sample = SampleRepository.ServeAsync(Checkout, _interruption.Token).GetAwaiter().GetResult();
    }

    void TellHowItEnded()
    {
        ExitCode ??= _workflow?.ExitCode;
        // Once more, below the summary: at the end of the output, where it is looked for.
        foreach (var report in _workflow?.FailureReports ?? [])
            Console.Error.WriteLine($"\n{report}");
        SendNotifications(desktop: !IsPlanned(nameof(Interactive)) && !IsPlanned(nameof(Shell)));
    }

    // Whoever is to be told by a command is not here to see it, how early it may be.
    void TellWhyNothingRuns(Exception reason)
    {
        if (reason is UserException refusal)
            Workflow.Refuse(refusal);
        if (!Plan)
            SendNotifications(desktop: false);
    }

    void SendNotifications(bool desktop)
    {
        var notification = new Notification(string.IsNullOrEmpty(Notify) ? null : Notify, desktop, Environment.GetEnvironmentVariable);
        foreach (var result in _workflow?.Results ?? [])
            notification.SendAsync(result).GetAwaiter().GetResult();
    }

    void DisposeWorkspace()
    {
        _connection?.Dispose();
        _sample?.Dispose();
        _interruption.Dispose();
    }
}
