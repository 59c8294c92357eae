"""Operations on triggers that leave the models as they are: making all of them anew takes most of the time of
a first migration, and a trigger does not change them."""

import pgtrigger.migrations


class Trigger(pgtrigger.migrations.AddTrigger):
    """Adds a trigger."""

    def state_forwards(self, app_label, state):
        """Note the trigger in the state of its model."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class NoTrigger(pgtrigger.migrations.RemoveTrigger):
    """Removes a trigger."""

    def state_forwards(self, app_label, state):
        """Note in the state of its model that it is gone."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [one for one in options["triggers"] if one.name != self.name]
