using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Environments;

/// <summary>What a distro's description must keep to: its values become paths, image tags and arguments.</summary>
internal static partial class DistroRules
{
    /// <exception cref="FormatException">A value is none of those.</exception>
    public static Distro Checked(Distro distro)
    {
        Require(IsName(distro.Name), "the name", distro.Name);
        Require(distro.Title.Length is > 0 and <= 80 && distro.Title.EnumerateRunes().All(Printable.IsVisible), "title", distro.Title);
        Require(Id().IsMatch(distro.Id), "id", distro.Id);
        Require(ImageReference.Find(distro.Upstream) is not null, "upstream", distro.Upstream);
        Require(distro.BootstrapSuite is null || Suite().IsMatch(distro.BootstrapSuite), "bootstrapSuite", distro.BootstrapSuite);
        Require(distro.BootstrapComponents is null || Components().IsMatch(distro.BootstrapComponents), "bootstrapComponents", distro.BootstrapComponents);
        return distro;
    }

    /// <summary>It can be the name of a distro, whether there is one or not.</summary>
    public static bool IsName(string name) => Name().IsMatch(name) && !name.Contains("..");

    /// <exception cref="FormatException">There is no such family.</exception>
    public static PackageFamily Family(string name) =>
        Enum.GetValues<PackageFamily>().Where(family => family.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Cast<PackageFamily?>().FirstOrDefault()
        ?? throw new FormatException($"'{name}' is no family");

    private static void Require(bool isMet, string what, string? value)
    {
        if (!isMet)
            throw new FormatException($"{what} cannot be '{value}'");
    }

    // The beginning of an image's tag, which has room for a release after it.
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,39}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z][a-z0-9._-]*\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]*\z")]
    private static partial Regex Suite();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9,-]*\z")]
    private static partial Regex Components();
}
