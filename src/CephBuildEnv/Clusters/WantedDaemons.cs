namespace CephBuildEnv.Clusters;

/// <summary>How many daemons of each kind were asked for; null leaves what a cluster has.</summary>
public sealed record WantedDaemons(int? Mon = null, int? Osd = null, int? Mds = null, int? Mgr = null, int? Rgw = null)
{
    /// <exception cref="UserException">A number is not possible.</exception>
    public WantedDaemons Checked()
    {
        Of(new());
        return this;
    }

    /// <summary>The daemons of a cluster that has <paramref name="counts"/> where nothing else was asked for.</summary>
    public DaemonCounts Of(DaemonCounts counts) =>
        new DaemonCounts(Mon ?? counts.Mon, Osd ?? counts.Osd, Mds ?? counts.Mds, Mgr ?? counts.Mgr, Rgw ?? counts.Rgw).Checked();
}
