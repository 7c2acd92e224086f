# For fingers that know make; everything is in ./kysyva.
.PHONY: run test check translations locks

run test check:
	./kysyva $@

translations:  # bring the .po files up to date
	.venv/bin/python -m bin.translations --write

locks:  # pin the newest versions that pyproject.toml allows, for all platforms
	uv pip compile --universal --generate-hashes --no-header --upgrade pyproject.toml -o requirements/run.lock
	uv pip compile --universal --generate-hashes --no-header --upgrade -c requirements/run.lock --group dev pyproject.toml -o requirements/dev.lock
	uv pip compile --universal --generate-hashes --no-header --upgrade -c requirements/run.lock --extra semantic pyproject.toml -o requirements/semantic.lock
