using CephBuildEnv.Releases;

namespace CephBuildEnv.Tests.Releases;

/// <summary>A tree of a few files.</summary>
internal static class TestTree
{
    public static CephTree Of(params (string Path, string Text)[] files) => new(path => files.FirstOrDefault(file => file.Path == path).Text);
}
