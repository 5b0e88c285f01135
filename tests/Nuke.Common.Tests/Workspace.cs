using System.Diagnostics;

namespace Nuke.Common.Tests;

/// <summary>A folder with <c>.nuke</c> in it, in which test builds run as processes of their own.</summary>
public sealed class Workspace : IDisposable
{
    private static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "LANG"];

    private readonly string _build;

    public Workspace(string build)
    {
        _build = build;
        Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("nuke-common-tests-").FullName;

    public string[] NukeFiles => [.. Directory.EnumerateFileSystemEntries(Path.Combine(Root, ".nuke")).Select(x => Path.GetFileName(x)!).Order()];

    public Workspace WithParameters(string json)
    {
        File.WriteAllText(Path.Combine(Root, ".nuke", "parameters.json"), json);
        return this;
    }

    public static Outcome Run(string build, params string[] arguments)
    {
        using var workspace = new Workspace(build);
        return workspace.Run(arguments);
    }

    public Outcome Run(params string[] arguments) => Run([], arguments);

    public Outcome Run((string Name, string Value)[] environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        return Wait(process);
    }

    public Process Start((string Name, string Value)[] environment, params string[] arguments)
    {
        // What runs in a shell's background ignores SIGINT, and so would all that it starts.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,QUIT", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "Nuke.Common.TestBuild.dll"), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(Kept).ToList())
            start.Environment.Remove(name);
        start.Environment["WHICH"] = _build;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static Outcome Wait(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
