namespace CephBuildEnv.Engines;

/// <summary>No registry answered for an image: another way to get it may exist.</summary>
public sealed class RegistryUnreachableException(string reference, string answer)
    : UserException($"cannot get the image {reference}: {answer}; check the network and the registry, then try again")
{
    public string Answer { get; } = answer;
}
