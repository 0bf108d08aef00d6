Gem::Specification.new do |gem|
  gem.name = "greeting"
  gem.version = "1.0"
  gem.summary = "A greeting"
  gem.description = "Something to install."
  gem.authors = ["devcontain"]
  gem.license = "MIT"
  gem.files = []
end
