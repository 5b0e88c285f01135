using System.Text.Json;
using CephBuildEnv.Editors;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>A <c>compile_commands.json</c> at the top of the tree, which editors on the host can use.</summary>
public sealed class CompileCommandsStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "CompileCommands";

    private const string Script = "compile-commands.sh";

    // Ceph's has about 10 MB.
    private const long MostBytes = 1L << 28;

    private readonly ContainerSpecs _specs = new(workspace.Layout);

    protected override Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        Task.FromResult(Decision.Need($"asks cmake how each file is compiled, for {FileOf(environment)}"));

    private string FileOf(BuildEnvironment environment) => Path.Combine(Workspace.Layout.Source(environment), CompileCommands.FileName);

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        using var _ = TakeSource(environment);
        var tag = ImageTags.Git(environment);
        var image = await Workspace.RequireImageAsync(tag, BuildPrepareStep.StepName, cancellation);
        var files = new GeneratedFiles(Workspace.Layout.Source(environment));
        files.RequireFree(CompileCommands.FileName);
        var headers = Workspace.Layout.Headers(environment, image.Id);
        MakeFolders(headers);

        await new ContainerRuns(Workspace).RunAsync(Request(environment, headers), cancellation);

        files.Write(CompileCommands.FileName, ForHost(environment, headers));
        await RemoveOlderAsync(headers);
        Log.Information("{Environment:l}: {File:l}; headers of the image: {Headers:l}", environment.Key, FileOf(environment), headers);
    }

    private RunRequest Request(BuildEnvironment environment, string headers) => new(environment, ContainerSpecs.CompileCommandsVerb, ImageTags.Git(environment), Script, [])
    {
        Variables = new() { ["CEPH_HEADERS"] = _specs.Inside(headers) },
        Adapt = spec => _specs.Writing(spec, headers),
    };

    // A branch may have put anything in its place.
    private string ForHost(BuildEnvironment environment, string headers)
    {
        var database = Path.Combine(Workspace.Layout.BuildDirectory(environment), CompileCommands.FileName);
        try
        {
            if (FileStatus.Of(database) is not { IsFile: true, Bytes: <= MostBytes })
                throw new InvalidDataException("it is no file, or too large");
            return new CompileCommands(headers, HostLayout.DefaultRoot, LibraryFolders(environment)).ForHost(File.ReadAllBytes(database));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{database} is not what cmake writes ({e.Message}); remove it, and build again: ./build.sh Build {EnvironmentParameters.Of(environment.Distro.Name, environment.Release.Value, Workspace.Options.Repository.Value)}", e);
        }
    }

    private string[] LibraryFolders(BuildEnvironment environment) =>
        [.. (HostFiles.ReadSmall(Path.Combine(Workspace.Runs[environment].Reports, "search-folders")) ?? "").Split('\n').Where(folder => folder.Contains("/c++/"))];

    // A folder that can be written in containers of other versions of this project may be a link by now.
    private void MakeFolders(string headers)
    {
        Directory.CreateDirectory(headers);
        if (new[] { headers, Path.GetDirectoryName(headers)!, Workspace.Layout.HeadersRoot }.FirstOrDefault(path => FileStatus.Of(path) is not { IsFolder: true }) is { } link)
            throw new UserException($"{link} is a link, where a folder has to be: look where it leads, and remove it: rm {link}");
    }

    // Of images that the environment had before: no database names them any more.
    private static async Task RemoveOlderAsync(string headers)
    {
        foreach (var older in Directory.EnumerateDirectories(Path.GetDirectoryName(headers)!).Where(folder => folder != headers))
            await HostFiles.RemoveFolderAsync(older);
    }
}
