namespace CephBuildEnv.Tests.Support;

/// <summary>Sets environment variables of this process, and puts back what was there before.</summary>
public sealed class Variables : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public Variables Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
        return this;
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
