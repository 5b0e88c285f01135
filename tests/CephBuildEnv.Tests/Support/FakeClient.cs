namespace CephBuildEnv.Tests.Support;

/// <summary>
/// A command line of an engine first on the PATH, for as long as this object lives: it answers as a real one, and writes down
/// what it was called with.
/// </summary>
public sealed class FakeClient : IDisposable
{
    private readonly Variables _variables = new();
    private readonly TempFolder _temp;
    private readonly List<string> _folders = [];

    public FakeClient(TempFolder temp)
    {
        _temp = temp;
        _variables.Set("PATH", "");
    }

    /// <summary>Adds a folder with such a client to the end of the PATH.</summary>
    /// <param name="name">docker or podman.</param>
    /// <param name="version">What it says to --version.</param>
    /// <param name="buildx">Whether it has the plugin.</param>
    /// <param name="build">Shell commands that a build runs.</param>
    public FakeClient Add(string name, string version, bool buildx = false, string build = "") => AddScript(name, $"""
        #!/bin/sh
        folder=$(/usr/bin/dirname "$0")
        case "$1" in
            --version) echo '{version}' ;;
            buildx) exit {(buildx ? 0 : 1)} ;;
            *)
                printf '%s\n' "$@" >"$folder/arguments"
                /usr/bin/env >"$folder/environment"
                /bin/cat >"$folder/input"
                {build}
                ;;
        esac
        """);

    public FakeClient AddScript(string name, string script)
    {
        var folder = $"path-{_folders.Count + 1}";
        _temp.Write($"{folder}/{name}", script + "\n", executable: true);
        _folders.Add(_temp.At(folder));
        _variables.Set("PATH", string.Join(':', _folders));
        return this;
    }

    /// <summary>Path of the client in that folder of the PATH.</summary>
    public string Path(int number, string name = "docker") => System.IO.Path.Combine(_folders[number - 1], name);

    /// <summary>What the client was called with, did see and got: arguments, environment, input.</summary>
    public string Recorded(int number, string what) => System.IO.Path.Combine(_folders[number - 1], what);

    public void Dispose() => _variables.Dispose();
}
