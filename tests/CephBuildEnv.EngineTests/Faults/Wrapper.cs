namespace CephBuildEnv.EngineTests.Faults;

/// <summary>A program that is found before the real one of its name.</summary>
public sealed class Wrapper : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wrapper-").FullName;

    private Wrapper(string program, string script)
    {
        var file = System.IO.Path.Combine(_folder, program);
        File.WriteAllText(file, $"#!/bin/bash\nset -e\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>What a command needs to find it.</summary>
    public (string Name, string Value) Path => ("PATH", $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}");

    /// <summary>Runs the real one, and then more.</summary>
    public static Wrapper Around(string program, string after) => new(program, $"/usr/bin/{program} \"$@\"\n{after}");

    /// <summary>Does something else.</summary>
    public static Wrapper InPlaceOf(string program, string script) => new(program, script);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
