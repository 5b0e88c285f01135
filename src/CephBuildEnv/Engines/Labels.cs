namespace CephBuildEnv.Engines;

/// <summary>The labels by which images and containers of ours are known again. State lives in them and below /ceph only.</summary>
public static class Labels
{
    private const string Prefix = "io.ceph.build-env.";

    public const string Distro = Prefix + "distro";
    public const string Release = Prefix + "release";

    /// <summary>What a container does: build, interactive, ….</summary>
    public const string Verb = Prefix + "verb";

    /// <summary>The run that a container belongs to: the name of its log folder.</summary>
    public const string Run = Prefix + "run";

    /// <summary>The development cluster that a container runs, or that a network is for.</summary>
    public const string Cluster = Prefix + "cluster";

    /// <summary>The folder of the checkout that started a container.</summary>
    public const string Checkout = Prefix + "checkout";

    /// <summary>The hash of all that went into an image.</summary>
    public const string Inputs = Prefix + "inputs";

    /// <summary>The hash of each single input of an image, as JSON: what changed can be named.</summary>
    public const string Manifest = Prefix + "manifest";

    /// <summary>Id of the image that an image starts from.</summary>
    public const string Parent = Prefix + "parent";

    /// <summary>The image that a base image was made from, as its registry calls it, with the digest where there is one.</summary>
    public const string Upstream = Prefix + "upstream";

    /// <summary>The commit that an image's dependency files come from.</summary>
    public const string Source = Prefix + "source";

    /// <summary>The same, as others call it: https://github.com/opencontainers/image-spec/blob/main/annotations.md.</summary>
    public const string Revision = "org.opencontainers.image.revision";

    /// <summary>The hash of the dependency files that are installed in an image.</summary>
    public const string Dependencies = Prefix + "dependencies";
}
